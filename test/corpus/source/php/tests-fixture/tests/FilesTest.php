<?php
$s3 = new S3Client(['credentials' => ['key' => 'a', 'secret' => 'b']]);
