<?php

S3::setAuth($id, $secret);
$s3 = new S3($id, $secret);
