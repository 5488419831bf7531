from libcloud.storage.providers import get_driver
from libcloud.storage.types import Provider

cls = get_driver(Provider.GOOGLE_STORAGE)
driver = cls(conf.key, conf.secret, project="p")
