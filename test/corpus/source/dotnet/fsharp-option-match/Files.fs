module Files

let client (keys: Keys option) =
    match keys with
    | Some k -> new AmazonS3Client(k.AccessKey, k.SecretKey, RegionEndpoint.EUWest1)
    | None -> new AmazonS3Client(RegionEndpoint.EUWest1)
