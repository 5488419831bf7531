from aiobotocore.session import get_session


async def run(cfg):
    session = get_session()
    async with session.create_client(
        "sqs",
        region_name="eu-west-1",
        aws_secret_access_key=cfg.secret,
        aws_access_key_id=cfg.key,
    ) as client:
        await client.list_queues()
