from langchain_aws import ChatBedrock

llm = ChatBedrock(
    model_id="x",
    region_name="eu-west-1",
    aws_access_key_id=conf.key,
    aws_secret_access_key=conf.secret,
)
