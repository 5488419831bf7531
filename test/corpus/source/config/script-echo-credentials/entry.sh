#!/bin/sh
mkdir -p ~/.aws
echo "[default]" > ~/.aws/credentials
echo "aws_access_key_id=$KEY" >> ~/.aws/credentials
echo "aws_secret_access_key=$SECRET" >> ~/.aws/credentials
exec "$@"
