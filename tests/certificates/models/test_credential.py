from certificates.models import StatusList
from certificates.models.credential import BITS, empty_bits


def test_an_empty_list_has_131072_bits_and_none_is_set():
    assert (BITS, len(empty_bits()), set(empty_bits())) == (131_072, 16_384, {0})


def test_bit_0_is_the_highest_of_byte_0():
    bits = b"\x80\x01" + bytes(16_382)
    assert [index for index in range(32) if StatusList(bits=bits).is_set(index)] == [0, 15]
