package c

var id = os.Getenv("AWS_ACCESS_KEY_ID_BACKUP")
var secret = os.Getenv("AWS_SECRET_ACCESS_KEY_BACKUP")
