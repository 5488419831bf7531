import polars as pl

frame = pl.scan_parquet(
    "s3://b/*.parquet",
    credential_provider=pl.CredentialProviderAWS(region_name="eu-west-1"),
)
