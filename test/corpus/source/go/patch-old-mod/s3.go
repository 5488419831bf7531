package s3

var sess = session.Must(session.NewSession())
