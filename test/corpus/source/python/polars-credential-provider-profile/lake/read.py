import polars as pl

provider = pl.CredentialProviderAWS(profile_name="lake")
frame = pl.scan_parquet("s3://lake/events/*.parquet", credential_provider=provider)
