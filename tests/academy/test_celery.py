"""What Celery is told, and the broker that is a folder."""

import json
from datetime import timedelta
from queue import Empty

import pytest
from kombu import Connection

from academy import celery
from jobs import registry, tasks


@pytest.fixture
def folder(tmp_path):
    """A folder that the broker has made for itself."""
    celery.broker("", tmp_path / "broker")
    return tmp_path / "broker"


def connect(folder):
    told = celery.broker("", folder)
    return Connection(told["broker_url"], transport_options=told["broker_transport_options"])


def test_without_redis_messages_are_files_in_a_folder_made_on_demand(tmp_path):
    told = celery.broker("", tmp_path / "deep" / "broker")
    assert told["broker_url"] == "folder://"
    assert list((tmp_path / "deep" / "broker").iterdir()) == []


def test_redis_gives_a_message_back_later_than_the_longest_task_ends(tmp_path):
    told = celery.broker("redis://127.0.0.1:6379/0", tmp_path / "broker")
    assert told["broker_url"] == "redis://127.0.0.1:6379/0"
    assert told["broker_transport_options"]["visibility_timeout"] > max(tasks.TIME_LIMITS.values())
    assert not (tmp_path / "broker").exists()


def test_celery_takes_json_only_and_keeps_no_results():
    conf = celery.app.conf
    assert (conf.accept_content, conf.task_serializer, conf.result_backend) == (["json"], "json", None)


def test_every_queue_of_the_registry_is_there_and_no_other():
    found = [(queue.name, queue.exchange.name, queue.routing_key) for queue in celery.app.conf.task_queues]
    assert found == [(name, name, name) for name in registry.QUEUES]  # shared, each message would go to both
    assert celery.app.conf.task_create_missing_queues is False


def test_the_beat_has_two_lines_and_no_file():
    lines = {name: (line["task"], line["schedule"]) for name, line in celery.app.conf.beat_schedule.items()}
    assert lines == {"sweep": ("jobs.sweep", 5.0), "tick": ("jobs.tick", 60.0)}
    assert celery.app.conf.beat_scheduler == "celery.beat:Scheduler"


def test_the_tasks_of_the_house_are_three():
    celery.app.loader.import_default_modules()
    ours = sorted(name for name in celery.app.tasks if not name.startswith("celery."))
    assert ours == ["jobs.sweep", "jobs.tick", "jobs.work"]
    assert timedelta(seconds=celery.app.conf.task_time_limit) == timedelta(seconds=tasks.TIME_LIMITS["quick"])


def test_a_message_in_the_folder_is_taken_once(folder):
    with connect(folder) as one, connect(folder) as other:
        first, second = one.SimpleQueue("quick"), other.SimpleQueue("quick")
        first.put({"job": 1})
        first.put({"job": 2})
        taken = [second.get_nowait(), first.get_nowait()]
        assert sorted(message.payload["job"] for message in taken) == [1, 2]
        for message in taken:
            message.ack()
        with pytest.raises(Empty):
            first.get_nowait()
        first.close()
        second.close()
    assert list(folder.iterdir()) == []


def test_a_process_that_served_one_folder_serves_the_next(tmp_path):
    for name in ("one", "other"):  # kombu remembers bindings for the process, whatever the folder
        (tmp_path / name).mkdir()
        with connect(tmp_path / name) as connection:
            queue = connection.SimpleQueue("quick")
            queue.put({"folder": name})
            message = queue.get_nowait()
            message.ack()
            assert message.payload == {"folder": name}
            queue.close()


def test_half_a_message_is_never_read(folder):
    with connect(folder) as connection:
        queue = connection.SimpleQueue("quick")
        (folder / "000000000000001_x.quick.msg.draft").write_text('{"half":')
        with pytest.raises(Empty):
            queue.get_nowait()
        queue.close()


def test_a_message_taken_by_another_worker_meanwhile_is_passed_over(folder, monkeypatch):
    with connect(folder) as connection:
        channel = connection.channel()
        (folder / "000000000000002_b.quick.msg").write_text(json.dumps({"job": 2}))
        real = celery.Path.glob
        gone = folder / "000000000000001_a.quick.msg"
        monkeypatch.setattr(celery.Path, "glob", lambda path, pattern: [gone, *real(path, pattern)])
        assert channel._get("quick") == {"job": 2}


def test_a_queue_reads_its_own_messages_only(folder):
    with connect(folder) as connection:
        quick, documents = connection.SimpleQueue("quick"), connection.SimpleQueue("documents")
        documents.put({"job": 1})
        with pytest.raises(Empty):
            quick.get_nowait()
        message = documents.get_nowait()
        assert message.payload == {"job": 1}
        message.ack()
        quick.close()
        documents.close()
