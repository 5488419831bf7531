from pyiceberg.catalog import load_catalog

catalog = load_catalog("lake", **{"type": "glue", "glue.region": "eu-west-1", "s3.region": "eu-west-1"})
