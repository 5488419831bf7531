package c

var path = os.Getenv("AWS_ACCESS_KEY_ID_FILE")
