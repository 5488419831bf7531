def link(s3, key, expires=7 * 24 * 3600):
    return s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": key}, ExpiresIn=expires)
