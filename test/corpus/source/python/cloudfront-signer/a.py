from datetime import datetime, timedelta

from botocore.signers import CloudFrontSigner

signer = CloudFrontSigner("KEYID", rsa_signer)
url = signer.generate_presigned_url(URL, date_less_than=datetime.utcnow() + timedelta(days=7))
