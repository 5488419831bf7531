try:
    key = os.environ["AWS_ACCESS_KEY_ID"]
except KeyError as error:
    raise SystemExit("no key") from error
