package y

var c = credentials.NewStaticCredentials("", "", "")
