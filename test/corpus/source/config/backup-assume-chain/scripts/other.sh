#!/bin/bash
out=$(aws sts assume-role --role-arn "$ROLE" --role-session-name nightly --duration-seconds 14400)
export AWS_ACCESS_KEY_ID=$(echo "$out" | jq -r .Credentials.AccessKeyId)
export AWS_SECRET_ACCESS_KEY=$(echo "$out" | jq -r .Credentials.SecretAccessKey)
export AWS_SESSION_TOKEN=$(echo "$out" | jq -r .Credentials.SessionToken)
aws s3 ls
