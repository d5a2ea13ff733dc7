"""What happens to a certificate, split by verb."""
