from botocore.auth import SigV4Auth
from botocore.credentials import ReadOnlyCredentials

signer = SigV4Auth(ReadOnlyCredentials(conf.key, conf.secret, None), "es", "eu-west-1")
