from sqlalchemy import create_engine

engine = create_engine("awsathena+rest://@athena.eu-west-1.amazonaws.com:443/default?s3_staging_dir=s3://out/")
