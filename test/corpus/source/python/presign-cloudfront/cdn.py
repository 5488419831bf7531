import datetime
from botocore.signers import CloudFrontSigner


def link(signer: CloudFrontSigner, url: str) -> str:
    until = datetime.datetime.utcnow() + datetime.timedelta(days=7)
    return signer.generate_presigned_url(url, date_less_than=until)
