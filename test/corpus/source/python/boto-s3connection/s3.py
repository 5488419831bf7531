from boto.s3.connection import S3Connection

connection = S3Connection(settings.ID, settings.SECRET)
