from pyiceberg.catalog.glue import GlueCatalog

catalog = GlueCatalog("lake", **{"client.access-key-id": conf.id, "client.secret-access-key": conf.secret})
