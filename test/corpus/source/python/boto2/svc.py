import boto

conn = boto.connect_s3()
