from datetime import datetime, timedelta

sas = generate_blob_sas(account_name=A, container_name=C, blob_name=B, account_key=K, expiry=datetime.utcnow() + timedelta(days=7))
