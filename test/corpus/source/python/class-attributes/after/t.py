class Uploader:
    def __init__(self, key, secret):
        self.s3 = boto3.resource('s3')

    def url(self, name):
        return self.s3.meta.client.generate_presigned_url('get_object', Params={'Bucket': 'b', 'Key': name}, ExpiresIn=60*60*24*6)
