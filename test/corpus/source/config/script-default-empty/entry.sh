#!/bin/sh
export AWS_ACCESS_KEY_ID="${AWS_ACCESS_KEY_ID:-}"
export AWS_REGION="${AWS_REGION:-eu-west-1}"
exec app
