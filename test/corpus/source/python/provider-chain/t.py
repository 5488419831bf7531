import botocore.session
from botocore.credentials import CredentialResolver, EnvProvider, InstanceMetadataProvider

session = botocore.session.get_session()
resolver = CredentialResolver(
    providers=[EnvProvider(), InstanceMetadataProvider(iam_role_fetcher=fetcher)]
)
session.register_component("credential_provider", resolver)
