from datetime import timedelta


class Links:
    TTL = timedelta(days=3)

    def get(self, client, key):
        return client.generate_presigned_url("get_object", Params={"Key": key}, ExpiresIn=int(self.TTL.total_seconds()))
