#!/bin/bash
aws sts assume-role --role-arn "$ROLE" --role-session-name nightly --duration-seconds 3600 > /tmp/s.json
