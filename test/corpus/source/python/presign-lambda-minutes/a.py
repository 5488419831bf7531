MINUTES = 60
url = s3.generate_presigned_url("get_object", Params=p, ExpiresIn=15 * MINUTES)
