SQL = "COPY t FROM 's3://b/a' CREDENTIALS 'aws_access_key_id={0};aws_secret_access_key={1}' CSV"
