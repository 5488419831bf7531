#!/bin/bash
OUT=$(aws sts assume-role-with-web-identity --role-arn "$AWS_ROLE_ARN" --role-session-name s --web-identity-token "$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")")
export AWS_ACCESS_KEY_ID=$(echo "$OUT" | jq -r .Credentials.AccessKeyId)
export AWS_SECRET_ACCESS_KEY=$(echo "$OUT" | jq -r .Credentials.SecretAccessKey)
export AWS_SESSION_TOKEN=$(echo "$OUT" | jq -r .Credentials.SessionToken)
exec terraform apply
