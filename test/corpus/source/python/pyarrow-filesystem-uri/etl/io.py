from pyarrow import fs
import pyarrow.dataset as ds


def dataset(uri):
    filesystem, path = fs.FileSystem.from_uri(uri)
    return ds.dataset(path, filesystem=filesystem)


def keyed(rows, key, secret=None):
    return {row[key]: row for row in rows}
