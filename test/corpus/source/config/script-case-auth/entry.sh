#!/bin/sh
case "$AUTH" in
  keys)
    export AWS_ACCESS_KEY_ID="$KEY"
    export AWS_SECRET_ACCESS_KEY="$SECRET"
    ;;
esac
exec app
