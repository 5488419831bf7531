SQL = "COPY t FROM 's3://b/a' IAM_ROLE 'arn:aws:iam::111122223333:role/load' FORMAT PARQUET"
