"""`export`, and live accounts where an archive is asked for."""

import json

from migrator.errors import Exit, NotSignedIn
from migrator.service import Expanded


def test_an_export_says_what_it_holds_and_what_is_missing(run):
    ended = run("export", "@robin@social.example", "--output", "here.zip")
    assert ended.code == Exit.SOME_FAILED
    for words in (
        "here.zip: 12 posts, 3 boosts, 4 files",
        "2 of them are for followers",
        "answers 503",
        "run the same",
    ):
        assert words in ended.err


def test_an_export_as_json_is_one_object(run):
    row = json.loads(run("export", "@robin@social.example", "--json").out)
    assert (row["kind"], row["posts"], row["signed_in"]) == ("summary", 12, True)


def test_an_export_that_needs_a_sign_in_says_so(run, service):
    service.error = NotSignedIn(
        "social.example shows posts only to those who are signed in", hint="`migrator login`"
    )
    ended = run("export", "@robin@social.example")
    assert (ended.code, "only to those" in ended.err, "migrator login" in ended.err) == (Exit.STOPPED, True, True)


def test_a_live_account_is_inspected_like_an_archive(run, service, archive):
    service.local = archive
    ended = run("inspect", "@robin@social.example")
    assert ended.code == Exit.DONE
    assert "Fetching @robin@social.example" in ended.err


def test_a_live_account_is_replayed_like_an_archive(run, signed_in, archive):
    signed_in.local = archive
    ended = run("replay", "@robin@social.example", "--yes")
    assert ended.code == Exit.DONE
    assert "3 posts done" in ended.err


def test_what_came_of_slurps_map_is_said_before_the_question(run, signed_in, archive, tmp_path):
    file = tmp_path / "status-map.json"
    file.write_text("{}")
    ended = run("replay", archive, "--adopt-slurp-map", str(file), "--yes")
    assert "breaks off in the middle" in ended.err
    assert "Of the map's 9 posts 6 are on the account" in ended.err
    assert "2 are not there and will be made, 1 belong to no post" in ended.err


def test_originals_are_fetched_only_when_asked_for(run, service, archive):
    run("replay", archive, "--dry-run")
    assert not service.choices.policies.originals
    run("replay", archive, "--dry-run", "--fetch-originals")
    assert service.choices.policies.originals


def test_to_fetch_and_not_to_download_contradict_each_other(run, archive):
    ended = run("replay", archive, "--dry-run", "--fetch-originals", "--no-download")
    assert (ended.code, "contradict each other" in ended.err) == (Exit.USAGE, True)


def test_short_links_are_looked_up_only_when_asked_for(run, service, archive):
    run("replay", archive, "--dry-run")
    assert service.looked_up == 0
    ended = run("replay", archive, "--dry-run", "--expand-links")
    assert (service.looked_up, service.choices.policies.expand_links) == (1, True)
    assert "Of 12 short links 9 will be written out, 2 lead nowhere and stay" in ended.err
    assert "1 could not be looked up now" in ended.err


def test_an_archive_without_short_links_says_so(run, signed_in, archive):
    signed_in.links = Expanded(links=0)
    ended = run("replay", archive, "--expand-links", "--yes")
    assert (ended.code, "no short links" in ended.err) == (Exit.DONE, True)
