package testdata

var c = credentials.NewStaticCredentialsProvider("a", "b", "")
