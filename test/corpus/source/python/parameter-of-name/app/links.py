def link(s3, key, expires):
    return s3.generate_presigned_url("get_object", Params={"Key": key}, ExpiresIn=expires)
