public string Link(string key) => s3.GetPreSignedURL(new GetPreSignedUrlRequest
{
    BucketName = "b",
    Key = key,
    Expires = DateTime.UtcNow.AddHours(12),
});
