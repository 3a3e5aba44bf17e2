"""Both formats keep the contract: as a zip, as a folder, in parts."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from migrator.sources import grailbird, x
from migrator.sources.base import Source
from migrator.sources.recognise import open_archive
from tests.contracts.source import SourceContract

GOLDEN = Path(__file__).parent.parent / "golden"


class Opened(SourceContract):
    @pytest.fixture
    def open_source(self) -> Callable[[Sequence[Path]], Source]:
        return lambda paths: open_archive(paths, (x.FORMAT, grailbird.FORMAT))


class TestXZip(Opened):
    @pytest.fixture
    def paths(self, sample: Path) -> Sequence[Path]:
        return [sample]


class TestXFolder(Opened):
    @pytest.fixture
    def paths(self, sample: Path, tmp_path: Path) -> Sequence[Path]:
        with zipfile.ZipFile(sample) as archive:
            archive.extractall(tmp_path / "unpacked")
        return [tmp_path / "unpacked"]


class TestXInTwoZipsAndAFolder(Opened):
    @pytest.fixture
    def paths(self, sample: Path, tmp_path: Path) -> Sequence[Path]:
        parts = [zipfile.ZipFile(tmp_path / f"part{number}.zip", "w") for number in (1, 2)]
        with zipfile.ZipFile(sample) as archive:
            for number, name in enumerate(archive.namelist()):
                if name.endswith(("part1.js", ".mp4")):
                    archive.extract(name, tmp_path / "rest")
                else:
                    both = name.endswith(("manifest.js", "account.js"))
                    for part in parts if both else [parts[number % 2]]:
                        part.writestr(name, archive.read(name))
        for part in parts:
            part.close()
        return [tmp_path / "part1.zip", tmp_path / "part2.zip", tmp_path / "rest"]


class TestXOf2018(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "x/root_2018/archive"]


class TestXDamaged(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "x/broken_item/archive"]


class TestXEdited(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "x/edits/archive"]


class TestGrailbird(Opened):
    @pytest.fixture
    def paths(self) -> Sequence[Path]:
        return [GOLDEN / "grailbird/replies_and_pictures/archive"]
