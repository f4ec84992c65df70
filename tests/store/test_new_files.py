"""Files of the data folder are for its owner, and for the group where the folder is the group's."""

import os

import pytest

from store import database, districts, office_keys, pepper, sealing


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o700, 0o600), (0o2770, 0o660)])
def test_the_folder_says_whom_its_files_are_for(tmp_path, folder_mode, file_mode):
    tmp_path.chmod(folder_mode)
    before = os.umask(0o077)
    try:
        db = database.open(tmp_path / database.FILE_NAME)
        database.migrate(db)
        districts.named(db, "Altstadt")
        keys = sealing.open_keys(tmp_path)
        office_keys.make(tmp_path)
        pepper.of(tmp_path)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    db.close()
    keys.close()
    shared = {name for name in modes if name.startswith(("begegnung.db", "keys.db"))}
    assert {"begegnung.db-wal", "begegnung.db-shm", "begegnung.db.lock", "keys.db"} < shared
    assert {modes[name] for name in shared} == {file_mode}
    # These are never the group's.
    assert (modes["office.key"], modes["pepper.key"]) == (0o600, 0o600)
    assert modes["office.pub"] == 0o644
