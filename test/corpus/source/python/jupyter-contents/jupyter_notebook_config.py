c = get_config()
c.S3ContentsManager.access_key_id = "x"
c.S3ContentsManager.secret_access_key = "y"
c.S3ContentsManager.bucket = "notes"
