import aioboto3


async def put(conf):
    session = aioboto3.Session()
    async with session.client("s3") as s3:
        await s3.put_object(Bucket="b", Key="k", Body=b"")
