from libcloud.storage.providers import get_driver
from libcloud.storage.types import Provider

cls = get_driver(Provider.S3)
driver = cls(conf.key, conf.secret, region="eu-west-1")
