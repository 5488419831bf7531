#!/bin/bash
aws sts assume-role \
  --role-arn "$ROLE" \
  --role-session-name nightly \
  --duration-seconds 43200 > /tmp/s.json
