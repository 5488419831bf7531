<?php
$config['s3fs.settings']['use_instance_profile'] = TRUE;
$config['s3fs.settings']['bucket'] = 'b';
