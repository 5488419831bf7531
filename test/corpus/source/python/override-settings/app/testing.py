@override_settings(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="y")
class A:
    pass
