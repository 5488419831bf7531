import boto3
from botocore.credentials import CredentialResolver, EnvProvider, SharedCredentialProvider
from botocore.session import get_session


def session():
    core = get_session()
    core.register_component(
        "credential_provider",
        CredentialResolver([EnvProvider(), SharedCredentialProvider("/etc/aws")]),
    )
    return boto3.Session(botocore_session=core)
