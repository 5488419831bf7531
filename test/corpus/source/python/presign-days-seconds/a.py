DAY = 86400
url = s3.generate_presigned_url("get_object", Params=p, ExpiresIn=3 * DAY)
