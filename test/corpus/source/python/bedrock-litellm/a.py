from litellm import completion

answer = completion(
    model="bedrock/anthropic.claude-3",
    messages=[],
    aws_access_key_id=conf.key,
    aws_secret_access_key=conf.secret,
    aws_region_name="eu-west-1",
)
